"""One module a page; each is run as a script by Streamlit, and draws only then."""
