"""Grammar: blocks to sections and items, by the closed list of headings and the order of the template."""
