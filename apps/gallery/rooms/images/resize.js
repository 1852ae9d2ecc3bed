const { nativeImage } = require('electron')
const path = require('path')

module.exports = () => {
  const image = nativeImage.createFromPath(path.join(__dirname, '../../icon.png'))
  const { width, height } = image.getSize()
  const middle = { x: width / 4, y: height / 4, width: width / 2, height: height / 2 }
  return image.crop(middle).resize({ width: width * 2, quality: 'best' }).toDataURL()
}
