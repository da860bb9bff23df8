"""The interview with a structure: what is asked, the document to fill, and what a filled one says."""
