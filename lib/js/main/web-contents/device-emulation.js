'use strict'

const { checkArguments, conversionError } = require('../argument-error')

const USER = 'device-emulation'

const numberOf = (value, otherwise) => typeof value === 'number' && Number.isFinite(value) ? value : otherwise
const sidesOf = (size, [x, y]) => [x, y].map((name) => numberOf(size?.[name], 0))

/** @returns {object} parameters of the command, which are those of Electron's engine in other words */
function metricsOf (parameters) {
  const { screenPosition = 'desktop', screenSize, viewPosition, deviceScaleFactor, viewSize, scale } = parameters
  if (screenPosition !== 'desktop' && screenPosition !== 'mobile') throw conversionError(0, parameters)
  const [width, height] = sidesOf(viewSize, ['width', 'height'])
  const [screenWidth, screenHeight] = sidesOf(screenSize, ['width', 'height'])
  const [positionX, positionY] = sidesOf(viewPosition, ['x', 'y'])
  return {
    width,
    height,
    deviceScaleFactor: numberOf(deviceScaleFactor, 0),
    mobile: screenPosition === 'mobile',
    scale: numberOf(scale, 1),
    ...(screenWidth > 0 && screenHeight > 0 && { screenWidth, screenHeight }),
    ...(viewPosition && { positionX, positionY }),
    dontSetVisibleSize: true
  }
}

const methods = {
  /** Lasts until disableDeviceEmulation, in all documents of the page. */
  enableDeviceEmulation (...args) {
    checkArguments(args, 'any')
    const [parameters] = args
    if (typeof parameters !== 'object' || parameters === null) throw conversionError(0, parameters)
    this._protocol().keep(USER, [['Emulation.setDeviceMetricsOverride', metricsOf(parameters)]])
  },

  disableDeviceEmulation () {
    this._protocolLine?.drop(USER, [['Emulation.clearDeviceMetricsOverride']])
  }
}

module.exports = { methods }
