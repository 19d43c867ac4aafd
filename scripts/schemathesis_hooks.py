import schemathesis


@schemathesis.hook
def filter_case(context, case):
    """The coverage phase of schemathesis 4.32.5 sends `If-Match: 0` and `If-None-Match: 0` as right, which the document's pattern does not allow."""
    headers = case.headers or {}
    return "0" not in (headers.get("if-match"), headers.get("if-none-match"))
