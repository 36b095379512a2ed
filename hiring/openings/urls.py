app_name = "openings"
urlpatterns = []
