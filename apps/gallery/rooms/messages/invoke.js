// In the preload script:  ping: (text) => ipcRenderer.invoke('ping', text)

window.demos['messages/invoke'] = async () => {
  const { text, when, from } = await window.gallery.ping('ping')
  return `${text}; a ${when.constructor.name} came along, and ${from.slice(-20)}`
}
