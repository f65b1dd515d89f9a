"""What a service refuses, shown in the form that asked for it."""

from django.core.exceptions import ValidationError


def accepts(form, act):
    """Whether the form is valid and `act` takes its data; else the form's errors say why not."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except ValidationError as error:
        add(form, error)
        return False
    return True


def add(form, error):
    """Add a service's errors, at their fields where the form has them."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, found in by_field.items():
        form.add_error(name if name in form.fields else None, found)
