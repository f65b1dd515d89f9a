"""The form with which staff attach a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import AttachedText
from .attaching import attach
from .errors import AttachError


class AttachForm(forms.ModelForm):
    """File and edition; valid means attached (`form.report` says what was found)."""

    upload = forms.FileField(
        label=_("Official file"),
        help_text=_("txt (UTF-8 or GB 18030), docx, or pdf with text; at most 50 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf"}),
    )

    class Meta:
        model = AttachedText
        fields = ["edition", "dated"]
        widgets = {"dated": forms.DateInput(attrs={"type": "date"})}

    field_order = ["upload", "edition", "dated"]

    def __init__(self, *args, document, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.document, self.user, self.report = document, user, None
        self.fields["edition"].required = False
        self.fields["edition"].help_text = _("A name of your own; today's date if left empty.")

    def clean(self):
        """Attach the file; what is wrong with it stands beside the field."""
        data = super().clean()
        upload = data.get("upload")
        if self.errors or upload is None:
            return data
        try:
            self.report = attach(
                self.document.key,
                upload.name,
                upload.read(),
                edition=data["edition"],
                dated=data["dated"],
                user=self.user,
            )
        except AttachError as error:
            self.add_error("upload", str(error))
        return data

    def _post_clean(self):
        """Nothing is constructed here: `attach` saves the text."""
