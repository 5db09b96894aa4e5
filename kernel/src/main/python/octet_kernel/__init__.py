"""The jars of Octet's Jupyter kernel and what starts them: python -m octet_kernel CONNECTION_FILE."""
