from django.utils.functional import SimpleLazyObject

from .models import Company
from .prepared import prepared


def company(request):
    """Its name, which every page shows; whoever needs more asks for the company itself."""
    return {"company": SimpleLazyObject(lambda: next(iter(_named()), Company()))}


@prepared
def _named():
    return Company.objects.only("name")[:1]
