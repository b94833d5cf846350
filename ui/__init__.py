"""The Streamlit pages. They draw and nothing else: no query and no arithmetic here, `kg` has both."""
