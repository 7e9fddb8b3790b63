import { daysBetween } from './dates.ts'
import type { LocalDate } from './dates.ts'

/** Whole years on a day. Born on 29 February, a year is added on 1 March of a common year. @throws RangeError for a bad day. */
export function age(born: LocalDate, on: LocalDate): number {
  daysBetween(born, on)
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4))
  return on.slice(5) < born.slice(5) ? years - 1 : years
}

const outward = /^(?:GIR|[A-Z]{1,2}\d[A-Z\d]?)$/

/**
 * The postcode's district: 'LE4 3ZZ', 'le43zz' and 'LE4' give 'LE4'. The shared screen shows it, so text that is
 * no UK postcode gives '' rather than a piece of an address.
 */
export function district(postcode: string): string {
  const letters = postcode.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const first = /\d[A-Z]{2}$/.test(letters) && letters.length >= 5 ? letters.slice(0, -3) : letters
  return outward.test(first) ? first : ''
}

function firstShown(forename: string, knownAs: string | null): string {
  return knownAs?.trim() || forename.trim()
}

/** 'Kamla Chauhan': what the person is known as wins over the forename. */
export function shownName(forename: string, knownAs: string | null, surname: string): string {
  return `${firstShown(forename, knownAs)} ${surname.trim()}`.trim()
}

/**
 * 'Kamla C', as the shared screen may show it. A surname typed into "known as" ("Kamla Chauhan") is left out:
 * that screen never holds one. The first word always stays.
 */
export function firstNameAndInitial(forename: string, knownAs: string | null, surname: string): string {
  const initial = /\p{L}/u.exec(surname)?.[0] ?? ''
  const words = firstShown(forename, knownAs).split(/\s+/)
  const first = words.filter(
    (word, place) => place === 0 || !surname.toLowerCase().includes(word.toLowerCase()),
  )
  return `${first.join(' ')} ${initial.toUpperCase()}`.trim()
}

/**
 * Names as the shared screen may show them, each only once: where two are alike the district is added, then the decade
 * of their age, then which of how many. 'Margaret B' · 'Margaret B, LE4' · 'Margaret B, LE4, 80s' · '… (1 of 2)'.
 */
export function toldApart(people: readonly { shown: string; district: string; age: number }[]): string[] {
  const decade = (years: number) => `${String(Math.floor(years / 10) * 10)}s`
  const shown = people.map((one) => one.shown)
  const withDistrict = unlike(shown, (at) => people[at]?.district)
  const withDecade = unlike(withDistrict, (at) => decade(people[at]?.age ?? 0))
  return withDecade.map((name, at) => {
    const same = withDecade.flatMap((other, place) => (other === name ? [place] : []))
    return same.length < 2 ? name : `${name} (${String(same.indexOf(at) + 1)} of ${String(same.length)})`
  })
}

/** Adds more to every name somebody else has, too. */
function unlike(names: readonly string[], more: (at: number) => string | undefined): string[] {
  const count = Map.groupBy(names, (name) => name)
  return names.map((name, at) =>
    (count.get(name)?.length ?? 0) < 2 ? name : [name, more(at)].filter(Boolean).join(', '),
  )
}

/** Letters NFD does not take apart. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

function plain(surname: string): string {
  const letters = surname
    .normalize('NFD')
    .toLowerCase()
    .replace(/[łøßæœđðþı]/g, (letter) => plainLetters[letter] ?? '')
  return letters.replace(/[^\p{L}]/gu, '')
}

/** One class for letters that are heard alike; vowels, h, w and y are not heard at all behind the first letter. */
const sounds: [RegExp, string][] = [
  [/[bfpv]/g, 'p'],
  [/[cgjkqsxz]/g, 'k'],
  [/[dt]/g, 't'],
  [/[aeiouhwy]/g, ''],
]

/**
 * How a surname sounds: Soundex in spirit, but uncut, with m and n apart (else Smith and Sandhu are one) and first
 * letters written as they are heard (Knight and Night, Philips and Filips, Catherall and Katherall).
 */
export function soundOf(surname: string): string {
  const letters = plain(surname)
    .replace(/^(?:kn|gn)/, 'n')
    .replace(/^wr/, 'r')
    .replace(/ph/g, 'f')
    .replace(/^c(?=[eiy])/, 's')
    .replace(/^[cq]/, 'k')
  const first = /^[aeiou]/.test(letters) ? 'a' : letters.slice(0, 1)
  const heard = sounds.reduce((rest, [letter, sound]) => rest.replace(letter, sound), letters.slice(1))
  return first + heard.replace(/(.)\1+/g, '$1')
}

/**
 * The ids of everybody whose surname is the same as, or sounds like, somebody else's on the board: both are marked. [std]
 * Wrong alarms (Patel, Patil) cost a glance; a missed pair costs a mix-up. Empty surnames are alike to nobody.
 */
export function likeSoundingSurnames(people: readonly { id: string; surname: string }[]): Set<string> {
  const bySound = new Map<string, string[]>()
  for (const { id, surname } of people) {
    const sound = soundOf(surname)
    if (sound) bySound.set(sound, [...(bySound.get(sound) ?? []), id])
  }
  return new Set([...bySound.values()].filter((ids) => ids.length > 1).flat())
}

/**
 * The ids of everybody whose whole name may be taken for somebody else’s: a surname that is the same or sounds alike, by
 * the rule above, and a first name with the same first letter (`name` as it is shown, first name first). Where a card
 * shows no more than a name, a warning on nearly every one of them would warn nobody. [choice]
 */
export function likeSoundingNames(
  people: readonly { id: string; name: string; surname: string }[],
): Set<string> {
  const byInitial = Map.groupBy(people, ({ name }) => plain(name).slice(0, 1))
  return new Set([...byInitial.values()].flatMap((some) => [...likeSoundingSurnames(some)]))
}

/** Who of these has this person’s surname or one that sounds like it; never the person themself. The board’s own rule. */
export function alikeWith<Other extends { id: string; surname: string }>(
  one: { id: string; surname: string },
  people: readonly Other[],
): (Other & { how: 'same surname' | 'sounds alike' })[] {
  const sound = soundOf(one.surname)
  if (!sound) return []
  return people
    .filter(({ id, surname }) => id !== one.id && soundOf(surname) === sound)
    .map((other) => ({
      ...other,
      how: plain(other.surname) === plain(one.surname) ? 'same surname' : 'sounds alike',
    }))
}

/** "Gujarati, interpreter"; '' when no need is known. [std] one clear flag, also on print and export */
export function communicationNeeds({
  language,
  interpreter,
}: {
  language: string | null
  interpreter: boolean | null
}): string {
  const other = language !== null && language !== 'English' ? language : ''
  return [other, interpreter === true ? 'interpreter' : ''].filter((word) => word !== '').join(', ')
}
