from django.utils.functional import SimpleLazyObject

from .models import Company


def company(request):
    """Its name, which every page shows; whoever needs more asks for the company itself."""
    return {"company": SimpleLazyObject(lambda: Company.objects.values("name").first() or Company())}
