from django.utils.functional import SimpleLazyObject

from .models import Company


def company(request):
    return {"company": SimpleLazyObject(Company.current)}
