window.demos['notifications/from-page'] = async (say) => {
  if (await Notification.requestPermission() !== 'granted') return 'Not permitted'
  const notification = new Notification('Gallery', { body: 'The page says hello' })
  notification.onclick = () => say('Clicked')
  notification.onclose = () => say('Closed')
  return 'Asked for'
}
