'use strict'

// In which order the items of a template stand: `before` and `after` move an item, and its group with it to that of the item that it
// names; `beforeGroupContaining` and `afterGroupContaining` move the group. A group is what stands between separators.

const placements = ['before', 'after', 'beforeGroupContaining', 'afterGroupContaining']
const isPlaced = (item) => placements.some((name) => item[name])
const isDivider = (item) => item.type === 'separator' && !isPlaced(item)
const idsOf = (value) => value ? Array.from(value) : []

function groupsOf (items) {
  const groups = [[]]
  for (const item of items) {
    if (!isDivider(item)) groups.at(-1).push(item)
    else if (groups.at(-1).length > 0) groups.push([])
  }
  return groups.filter((group) => group.length > 0)
}

const groupWith = (groups, id) => groups.findIndex((group) => group.some((item) => item.id === id))

/** The index of the group that an item of another one wants to be in, or -1. */
function wantedGroup (groups, group) {
  for (const item of group) {
    for (const id of [...idsOf(item.before), ...idsOf(item.after)]) {
      const index = groupWith(groups, id)
      if (index !== -1 && groups[index] !== group) return index
    }
  }
  return -1
}

/** Joins groups until none wants into another one. */
function merge (groups) {
  const left = [...groups]
  for (let at = 0; at < left.length; at++) {
    const wanted = wantedGroup(left, left[at])
    if (wanted === -1) continue
    left[wanted] = [...left[wanted], ...left[at]]
    left.splice(at, 1)
    at = -1
  }
  return left
}

/** @param {Map<unknown, unknown[]>} before what must come before a member, as far as there is no circle */
function sorted (members, before) {
  const result = []
  const seen = new Set()
  const visit = (member) => {
    if (seen.has(member)) return
    seen.add(member)
    for (const earlier of before.get(member) ?? []) visit(earlier)
    result.push(member)
  }
  members.forEach(visit)
  return result
}

const addTo = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value])

function sortItems (group) {
  const before = new Map()
  const find = (id) => group.find((item) => item.id === id)
  for (const item of group) {
    for (const other of idsOf(item.before).map(find)) if (other) addTo(before, other, item)
    for (const other of idsOf(item.after).map(find)) if (other) addTo(before, item, other)
  }
  return sorted(group, before)
}

function sortGroups (groups) {
  const before = new Map()
  for (const group of groups) {
    for (const item of group) {
      const other = (id) => groups[groupWith(groups, id)]
      const later = idsOf(item.beforeGroupContaining).map(other).find(Boolean)
      const earlier = idsOf(item.afterGroupContaining).map(other).find(Boolean)
      if (later && later !== group) addTo(before, later, group)
      if (earlier && earlier !== group) addTo(before, group, earlier)
      if (later || earlier) break
    }
  }
  return sorted(groups, before)
}

/** The items in their order, each with the separators that it had at its place. */
function sortTemplate (items) {
  const dividers = items.filter(isDivider)
  const groups = sortGroups(merge(groupsOf(items)).map(sortItems))
  return groups.flatMap((group, index) => index === 0 ? group : [dividers[index - 1], ...group])
}

// What is hidden may be shown later.
const isExtra = (item, neighbour) => item.visible !== false && item.type === 'separator' && (!neighbour || neighbour.type === 'separator')

/** Without separators at the ends, and of several together with the first. */
function withoutExtraSeparators (items) {
  const single = items.filter((item, index) => index === 0 || !isExtra(item, items[index - 1]))
  return single.filter((item, index) => item.visible === false || item.type !== 'separator' || (index !== 0 && index !== single.length - 1))
}

/** The items of a template as the menu has them. */
const arrange = (template) => withoutExtraSeparators(template.some(isPlaced) ? sortTemplate(template) : template)

module.exports = { arrange }
