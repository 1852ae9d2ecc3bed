'use strict'

const { colorOfName } = process._linkedBinding('electron_browser_browser_window')

const white = { red: 255, green: 255, blue: 255, alpha: 255 }

function parseHex (text) {
  const digits = text.slice(1)
  if (!/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(digits)) return null
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join('') : digits
  // Electron writes alpha first.
  const [alpha, red, green, blue] = (long.length === 6 ? 'ff' + long : long).match(/../g).map((byte) => parseInt(byte, 16))
  return { red, green, blue, alpha }
}

const clampByte = (value) => Math.min(255, Math.max(0, Math.round(value)))

const numberIn = (text, whole) => text.endsWith('%') ? parseFloat(text) / 100 * whole : parseFloat(text)

function parseFunction (text) {
  const match = /^(rgb|hsl)a?\(\s*([^)]*)\)$/i.exec(text)
  if (!match) return null
  const parts = match[2].split(/\s*[,/]\s*|\s+/).filter(Boolean)
  if (parts.length < 3 || parts.length > 4 || parts.some((part) => !/^[+-]?\d*\.?\d+(?:e[+-]?\d+)?(?:%|deg)?$/i.test(part))) return null
  const alpha = parts[3] === undefined ? 255 : clampByte(numberIn(parts[3], 1) * 255)
  const [red, green, blue] = match[1].toLowerCase() === 'rgb'
    ? parts.slice(0, 3).map((part) => clampByte(numberIn(part, 255)))
    : fromHsl(parseFloat(parts[0]), parseFloat(parts[1]) / 100, parseFloat(parts[2]) / 100)
  return { red, green, blue, alpha }
}

function fromHsl (hue, saturation, lightness) {
  const at = (offset) => {
    const k = (((offset + hue / 30) % 12) + 12) % 12
    return clampByte(255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [at(0), at(8), at(4)]
}

/** #RGB, #ARGB, #RRGGBB, #AARRGGBB, rgb(), rgba(), hsl(), hsla() and CSS names; null for anything else. */
function readColor (text) {
  const trimmed = text.trim()
  if (trimmed.startsWith('#')) return parseHex(trimmed)
  if (trimmed.includes('(')) return parseFunction(trimmed)
  const named = /^[a-z]+$/i.test(trimmed) ? colorOfName(trimmed) : ''
  return named ? parseHex(named) : null
}

/** The same; what is none is white, as in Electron. */
const parseColor = (text) => readColor(text) ?? white

const byteText = (value) => value.toString(16).padStart(2, '0').toUpperCase()

/** '#RRGGBB' */
const colorText = ({ red, green, blue }) => `#${byteText(red)}${byteText(green)}${byteText(blue)}`

module.exports = { parseColor, readColor, colorText, white }
