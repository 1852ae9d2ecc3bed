window.demos['protocols/fetch'] = async () => {
  const response = await fetch('notes://today/shopping')
  return `${response.status}: ${await response.text()}`
}
