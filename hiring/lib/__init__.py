"""Tools without a domain and without Django: PDFs, charts, documents, spreadsheets, sandboxed children."""
