"""The Streamlit application: ``streamlit run app.py``, on the graph that ``KG_STORE`` names."""

from ui.frame import main

main()
