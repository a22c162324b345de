"""What people do: one function per act. The edge that called it commits."""
