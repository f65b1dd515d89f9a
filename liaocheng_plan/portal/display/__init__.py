"""What pages of every subject are shown with: numbers, states, links, charts, lists, filters."""
