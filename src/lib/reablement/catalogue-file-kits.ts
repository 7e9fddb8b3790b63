import type { WholeItem } from './catalogue-item.ts'
import { inOrder, kitInput, kitKeys, orderFaults, sameKitName } from './kits.ts'
import type { Kit } from './kits.ts'

/** A kit an item is in, and at which place of it, counted from 1: `Bathroom 1`. */
export interface KitPlace {
  name: string
  place: number
}

/** A kit as it stands here. */
export type StandingKit = Kit & { retired: boolean }

/** A row of the file as far as kits concern it; `kits` is null when the file has no such column. */
export interface PlacedLine {
  line: number
  item: WholeItem
  kits: readonly KitPlace[] | null
}

/** A row that is not used: what it names or is in stays as it is. */
export interface LeftOut {
  line: number
  code: string
  /** What may be meant by its cell. */
  names: readonly string[]
}

/** What a kit becomes by a file. */
export interface KitChange {
  /** null: it is new. */
  id: string | null
  name: string
  key: string
  /** Catalogue codes in their order. */
  was: readonly string[]
  now: readonly string[]
  /** Where the order breaks what must come first, in words. */
  order: string[]
  /** The same put in order; null when there is nothing to put right, or it does not fit one kit. */
  ordered: string[] | null
}

/** What the rows do to the kits: those that change, and in words those that stay although a row wishes otherwise. */
export interface KitsAfter {
  changes: KitChange[]
  stay: string[]
}

/** The cell of an item: the offered kits it is in, by key. Retired ones are not in the file and no file changes them. [choice] */
export function writeKitPlaces(code: string, kits: readonly StandingKit[]): string {
  return kits
    .filter(({ retired, items }) => !retired && items.includes(code))
    .map(({ name, items }) => `${name} ${String(items.indexOf(code) + 1)}`)
    .join('|')
}

/** Reads a cell; the words say what is wrong with it and how it is written. */
export function readKitPlaces(cell: string): { places: KitPlace[] } | { words: string } {
  const parts = cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const places = parts.flatMap((part): KitPlace[] => {
    const [, name, place] = /^(.*\S)\s+([1-9]\d?)$/s.exec(part) ?? []
    return name === undefined ? [] : [{ name, place: Number(place) }]
  })
  if (places.length < parts.length)
    return { words: 'Write each kit with its place, separated by |: “Bathroom 1|Night 3”.' }
  const twice = places.find((one, at) => places.slice(0, at).some(({ name }) => sameKitName(name, one.name)))
  return twice ? { words: `${twice.name} is named twice: leave one of them.` } : { places }
}

/** The kits a cell may mean, right or wrong: with and without its last word, which should be the place. */
export function namesIn(cell: string): string[] {
  return cell.split('|').flatMap((part) => [part, part.trim().replace(/\s+\S+$/, '')])
}

/** A kit as the rows wish it. */
interface Wish {
  name: string
  places: { line: number; code: string; place: number }[]
}

function wishesOf(lines: readonly PlacedLine[]): Wish[] {
  const wishes: Wish[] = []
  for (const { line, item, kits } of lines)
    for (const { name, place } of kits ?? []) {
      const one = { line, code: item.code, place }
      const known = wishes.find((wish) => sameKitName(wish.name, name))
      if (known) known.places.push(one)
      else wishes.push({ name, places: [one] })
    }
  return wishes
}

interface PlaceFault {
  line: number
  words: string
}

/** What is wrong with the places the rows give, by line. */
export function placeFaults(lines: readonly PlacedLine[], kits: readonly StandingKit[]): PlaceFault[] {
  const spoken = codesOf(lines)
  const wishes = wishesOf(lines)
  const unknown = wishes.filter(({ name }) => !kits.some((kit) => sameKitName(kit.name, name)))
  const keyless = unknown.slice(freeKeys(kits).length)
  return wishes.flatMap((wish) => {
    const whole = keyless.includes(wish)
      ? `there is no key left for the kit ${wish.name}: 4 to 9 are taken. Retire a kit first, or leave it out.`
      : whyNotNamed(wish.name, kits)
    if (whole !== null) return wish.places.map(({ line }) => ({ line, words: whole }))
    const shared = sharedPlaces(wish)
    return shared.length > 0 ? shared : kitFaults(wish, kits, spoken)
  })
}

function whyNotNamed(name: string, kits: readonly StandingKit[]): string | null {
  const named = kits.filter((kit) => sameKitName(kit.name, name))
  const offered = named.filter(({ retired }) => !retired)
  if (offered.length > 1)
    return `two kits are called ${name}. Give one of them another name in the catalogue.`
  if (offered.length === 0 && named.length > 0)
    return `the kit ${name} is retired. Take it back in the catalogue first, or leave it out.`
  return null
}

function sharedPlaces({ name, places }: Wish): PlaceFault[] {
  return places.flatMap(({ line, place }) => {
    const others = places.filter((one) => one.place === place && one.line !== line)
    const lines = others.map((one) => one.line).join(', ')
    const words = `${name} ${String(place)} is also on line ${lines}. Give each its own place.`
    return others.length > 0 ? [{ line, words }] : []
  })
}

/** What the app refuses of a kit, at the rows that would bring it about: those that put something in. */
function kitFaults(wish: Wish, kits: readonly StandingKit[], spoken: ReadonlySet<string>): PlaceFault[] {
  const kit = offeredBy(wish.name, kits)
  const read = kitInput.safeParse({
    ...{ name: kit?.name ?? wish.name, key: kit?.key ?? kitKeys[0] },
    items: membersBy(wish, kit, spoken),
  })
  if (read.success) return []
  const words = `${wish.name}: ${read.error.issues[0]?.message ?? ''}`
  return wish.places.filter(({ code }) => !kit?.items.includes(code)).map(({ line }) => ({ line, words }))
}

interface Around {
  kits: readonly StandingKit[]
  leftOut: readonly LeftOut[]
  /** Everything there will be when the file is applied. */
  items: readonly WholeItem[]
}

/**
 * What the rows make of the kits. What the file does not speak of stays where it is in its kit. A kit is changed whole
 * or not at all: one that a row left out names or is in stays as it is. [choice]
 */
export function kitsAfter(lines: readonly PlacedLine[], around: Around): KitsAfter {
  const after: KitsAfter = { changes: [], stay: [] }
  if (lines.every(({ kits }) => kits === null)) return after
  const spoken = codesOf(lines)
  const wishes = wishesOf(lines)
  const offered = around.items.filter(({ retired }) => !retired)
  const add = (kit: Pick<KitChange, 'id' | 'name' | 'key' | 'was' | 'now'>) => {
    after.changes.push({ ...kit, ...orderOf(kit, offered) })
  }
  for (const kit of around.kits.filter(({ retired }) => !retired)) {
    const wish = wishes.find(({ name }) => sameKitName(name, kit.name)) ?? { name: kit.name, places: [] }
    const now = membersBy(wish, kit, spoken)
    if (now.join() === kit.items.join()) continue
    const left = leftOutOf(kit, around.leftOut)
    if (left) after.stay.push(`${kit.name} stays as it is: line ${String(left.line)} is left out.`)
    else if (now.length === 0)
      after.stay.push(`${kit.name} would be empty: it stays as it is. Retire it in the catalogue instead.`)
    else add({ id: kit.id, name: kit.name, key: kit.key, was: kit.items, now })
  }
  const keys = freeKeys(around.kits)
  for (const wish of wishes.filter(({ name }) => !offeredBy(name, around.kits))) {
    const left = leftOutOf({ name: wish.name, items: [] }, around.leftOut)
    if (left) after.stay.push(`${wish.name} is not added: line ${String(left.line)} is left out.`)
    else
      add({ id: null, name: wish.name, key: keys.shift() ?? '', was: [], now: membersBy(wish, null, spoken) })
  }
  return after
}

function codesOf(lines: readonly PlacedLine[]): Set<string> {
  return new Set(lines.map(({ item }) => item.code))
}

function offeredBy(name: string, kits: readonly StandingKit[]): StandingKit | null {
  return kits.find((kit) => !kit.retired && sameKitName(kit.name, name)) ?? null
}

function freeKeys(kits: readonly StandingKit[]): string[] {
  return kitKeys.filter((key) => !kits.some((kit) => !kit.retired && kit.key === key))
}

/** What the file does not speak of stays in its order; the rest is put between it at the places given, the first first. */
function membersBy({ places }: Wish, kit: Kit | null, spoken: ReadonlySet<string>): string[] {
  const members = (kit?.items ?? []).filter((code) => !spoken.has(code))
  for (const { code, place } of places.toSorted((a, b) => a.place - b.place))
    members.splice(place - 1, 0, code)
  return members
}

function leftOutOf(kit: Pick<Kit, 'name' | 'items'>, leftOut: readonly LeftOut[]): LeftOut | undefined {
  return leftOut.find(
    ({ code, names }) => kit.items.includes(code) || names.some((name) => sameKitName(name, kit.name)),
  )
}

function orderOf(
  { name, key, now }: Pick<KitChange, 'name' | 'key' | 'now'>,
  offered: readonly WholeItem[],
): Pick<KitChange, 'order' | 'ordered'> {
  const order = orderFaults(now, offered).map(({ words }) => words)
  const ordered = inOrder(now, offered)
  const fits = order.length > 0 && kitInput.safeParse({ name, key, items: ordered }).success
  return { order, ordered: fits ? ordered : null }
}
