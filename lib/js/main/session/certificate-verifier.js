'use strict'

const { engineUrl } = require('../engine-url')
const { raise } = require('../uncaught')

// What an app says of certificates that the engine does not trust.

const TRUST = 0
const AS_THE_ENGINE = -3

/** Chromium's numbers of the errors that the engine asks about. */
const codes = {
  'net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN': -150,
  'net::ERR_CERT_COMMON_NAME_INVALID': -200,
  'net::ERR_CERT_DATE_INVALID': -201,
  'net::ERR_CERT_AUTHORITY_INVALID': -202,
  'net::ERR_CERT_CONTAINS_ERRORS': -203,
  'net::ERR_CERT_NO_REVOCATION_MECHANISM': -204,
  'net::ERR_CERT_UNABLE_TO_CHECK_REVOCATION': -205,
  'net::ERR_CERT_REVOKED': -206,
  'net::ERR_CERT_INVALID': -207,
  'net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM': -208,
  'net::ERR_CERT_NON_UNIQUE_NAME': -210,
  'net::ERR_CERT_WEAK_KEY': -211,
  'net::ERR_CERT_NAME_CONSTRAINT_VIOLATION': -212,
  'net::ERR_CERT_VALIDITY_TOO_LONG': -213,
  'net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED': -214,
  'net::ERR_CERT_KNOWN_INTERCEPTION_BLOCKED': -217
}

/**
 * @param {Function} proc of setCertificateVerifyProc
 * @param {{url: string, error: string, certificate: object}} failure
 * @param {(isTrusted: boolean) => void} answer
 * @param {() => void} goOn asks whoever is asked without a proc
 */
function verify (proc, { url, error, certificate }, answer, goOn) {
  let isAnswered = false
  const request = {
    hostname: engineUrl(url).hostname,
    certificate,
    validatedCertificate: certificate,
    isIssuedByKnownRoot: false,
    verificationResult: error,
    errorCode: codes[error] ?? -2
  }
  const callback = (result) => {
    if (isAnswered) return
    isAnswered = true
    if (result === AS_THE_ENGINE) goOn()
    else answer(result === TRUST)
  }
  try {
    proc(request, callback)
  } catch (thrown) {
    raise(thrown)
  }
}

module.exports = { verify }
