// Colours for the ten lines of code that each demo shows.

const TOKENS = new RegExp([
  /(?<comment>\/\/.*)/,
  /(?<string>'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\])*")/,
  /\b(?<keyword>async|await|catch|class|const|else|finally|for|from|function|if|in|let|new|null|of|return|throw|true|false|try|typeof|undefined|while|yield)\b/,
  /\b(?<number>\d[\d_.]*)\b/
].map((part) => part.source).join('|'), 'g')

/** Puts `text` into `element`, a span for each token that has a colour. */
function highlight (element, text) {
  let end = 0
  for (const match of text.matchAll(TOKENS)) {
    const [kind] = Object.entries(match.groups).find(([, found]) => found !== undefined)
    const span = document.createElement('span')
    span.className = kind
    span.textContent = match[0]
    element.append(text.slice(end, match.index), span)
    end = match.index + match[0].length
  }
  element.append(text.slice(end))
}
