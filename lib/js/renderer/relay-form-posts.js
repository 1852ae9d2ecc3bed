'use strict'

const { apply } = Reflect
const { getAttribute, hasAttribute } = Element.prototype

const ownTargets = ['', '_self', '_parent', '_top']

/**
 * The engine does not tell what a form posts to a new window. So main is told before, for those who decide about the window.
 *
 * @param {object} door {ask}: how this world reaches main
 */
exports.watchFormPosts = (door) => {
  const { FormData, HTMLFormElement, URL } = globalThis
  const { submit } = HTMLFormElement.prototype

  const tell = (form, submitter) => {
    const get = (name) => {
      if (submitter && apply(hasAttribute, submitter, [`form${name}`])) return apply(getAttribute, submitter, [`form${name}`])
      return apply(getAttribute, form, [name]) ?? ''
    }
    const target = get('target')
    if (get('method').toLowerCase() !== 'post' || ownTargets.includes(target.toLowerCase())) return
    const entries = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
    if (submitter?.name) entries.push([submitter.name, submitter.value])
    door.ask('form-post', new URL(get('action') || location.href, document.baseURI).href, target === '_blank' ? '' : target, get('enctype').toLowerCase(), entries)
  }

  const tellQuietly = (form, submitter) => {
    try {
      tell(form, submitter)
    } catch {} // the form goes its way
  }

  addEventListener('submit', ({ defaultPrevented, target, submitter }) => {
    if (!defaultPrevented && target instanceof HTMLFormElement) tellQuietly(target, submitter)
  })
  Object.defineProperty(HTMLFormElement.prototype, 'submit', { configurable: true, enumerable: true, writable: true, value: { submit () {
    tellQuietly(this, null)
    return apply(submit, this, [])
  } }.submit })
}
