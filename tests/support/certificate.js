'use strict'

// For servers of tests on this machine: signed by itself, for localhost, valid for a hundred years. It protects nothing.
exports.certificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbzH0vOWWZqN7beZX
eROc0/wu+5TPUqCfLVMlZR/SmfqhRANCAASssICd1PLvo/O3WM7Vjk72q76FGiyF
gG5eZ9WLitrkd9zTzfaviG6MvB/3/WLurKgvAemxJGp/kMAdStP2Jayx
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUfwmBvflotrSJ/pHSLX4uDN6nKWUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE3MTE1MloYDzIxMjYxMDI5
MTcxMTUyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASssICd1PLvo/O3WM7Vjk72q76FGiyFgG5eZ9WLitrkd9zTzfaviG6M
vB/3/WLurKgvAemxJGp/kMAdStP2Jayxo28wbTAdBgNVHQ4EFgQUHtdyBXNZ1TB3
1+27Kw3HdVx/vLcwHwYDVR0jBBgwFoAUHtdyBXNZ1TB31+27Kw3HdVx/vLcwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgc2ozhWnnHs5ZSVZGyB4yEt7LTwjpEAO12uJB2YE6rMUCIQDw
s6dAeBtEAE2DjaZOswpWKa87WltryXcPxuJe0yvpxQ==
-----END CERTIFICATE-----
`
}
