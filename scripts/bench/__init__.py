"""`python -m scripts.bench`: how long this site takes to build, beside sites built otherwise.

Everything happens in a temporary copy of the repository; every figure is a fresh process.
"""
