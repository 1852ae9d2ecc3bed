'use strict'

const indirect = eval // eslint-disable-line no-eval -- indirect: in the global scope

/**
 * Compiles and runs a script in the page's global scope.
 *
 * @param {string} name the file, as stacks show it
 * @throws {Error} in a document whose content security policy forbids eval: in the main world only, and not before the policy is read
 */
exports.evaluate = (source, name) => {
  try {
    return indirect(`${source}\n//# sourceURL=${/\s/.test(name) ? encodeURI(name) : name}`)
  } catch (error) {
    if (!(error instanceof EvalError)) throw error
    throw new Error(`Cannot load '${name}': the page's content security policy forbids it ('unsafe-eval'). ` +
      'Files that the page requires by a literal name are loaded ahead; a preload script can load others.', { cause: error })
  }
}

/**
 * A function of `parameters` whose body is a script, which also sees those of `names` that it speaks of: some of them take time
 * to make, and as globals they vanish after the preload scripts where the page itself has no Node. The script may declare the
 * same names itself.
 *
 * @param {object} names name → value, the values made by getters
 */
exports.compileWithNames = (parameters, script, file, names) => {
  const spoken = Object.keys(names).filter((name) => script.includes(name))
  const outer = exports.evaluate(`(function (${spoken.join(', ')}) { return (function (${parameters.join(', ')}) { ${script}\n}) })`, file)
  return outer(...spoken.map((name) => names[name]))
}
