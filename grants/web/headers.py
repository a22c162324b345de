"""What every answer tells the browser about its own safety."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",  # KERN's icons are masks with data: addresses
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
YEAR = 365 * 24 * 60 * 60


def send_headers(app: Flask, *, https: bool) -> None:
    """Put the same strict headers on every answer, faults included."""

    def add(answer: Response) -> Response:
        answer.headers.update(
            {
                "Content-Security-Policy": POLICY,
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
                "Referrer-Policy": "same-origin",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
            }
        )
        if https:
            answer.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.endpoint != "static":
            # Nothing a person sees may be kept by a proxy or shown to the next one.
            answer.headers["Cache-Control"] = "no-store"
            answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    app.after_request(add)
