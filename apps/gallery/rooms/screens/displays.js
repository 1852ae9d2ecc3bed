const { screen } = require('electron')

module.exports = () => {
  const size = ({ width, height }) => `${width} × ${height}`
  const displays = screen.getAllDisplays().map(({ id, bounds, workArea, scaleFactor }) => [
    `Display ${id}: ${size(bounds)} at ${bounds.x}, ${bounds.y}`,
    `${size(workArea)} for windows`,
    `scale ${scaleFactor}`
  ].join('; '))
  const { x, y } = screen.getCursorScreenPoint()
  return [...displays, `The pointer is at ${x}, ${y}`].join('\n')
}
