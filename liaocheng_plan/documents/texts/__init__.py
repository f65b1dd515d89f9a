"""The official texts that a bureau attaches: read, placed, compared, and covered clause by clause.

The files are no part of the repository; without them the portal shows outline and quotes only.
"""
