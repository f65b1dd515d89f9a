"""Stub, replaced below."""

from django.shortcuts import render


def stub(request, **kwargs):
    return render(request, "portal/stub.html")
