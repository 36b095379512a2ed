"""What needs me now, and search across everything."""

from django.shortcuts import render


def queue(request):
    return render(request, "home/queue.html")
