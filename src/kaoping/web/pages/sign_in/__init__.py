"""登录 Sign in."""
