import type { CaseloadField } from './caseload-columns.ts'
import { district } from './person.ts'

/** Fields that say who somebody is: of them as much is shown as tells the column, and no more. */
const personal: ReadonlySet<CaseloadField> = new Set<CaseloadField>([
  ...(['nhsNumber', 'telephone', 'born', 'address', 'postcode', 'nextOfKin'] as const),
  ...(['forename', 'surname', 'knownAs', 'reference'] as const),
])

/** Words that tell what a column holds and say nothing of anybody. */
const ofKin =
  'daughter son wife husband partner sister brother niece nephew mother father friend neighbour carer none yes no'
const ofCare = 'hospital lives alone with days week weeks call calls visit visits care gp surgery'
const ofStreets =
  'road street lane avenue drive close court crescent terrace gardens way grove flat floor house ward home'
const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const anywhere = words(`${ofKin} ${ofCare}`)
// Also surnames, so that they are shown only where streets are known to stand.
const inAddresses = words(`${ofKin} ${ofCare} ${ofStreets}`)

/** Figures of a telephone number that say the area, or that it is a mobile. */
const areaFigures = 4

/**
 * A sample cell with no more of anybody than tells what the column is. [choice] Of names and numbers the first two signs
 * and the shape, “MA•••••••”, “94• ••• ••••”; of a date of birth the year; of a postcode the district; of a telephone
 * number the area; of a reference all but its last three; of addresses, relatives and what nothing is known about the
 * words that are nobody’s (“road”, “daughter”). Of the rest its beginning.
 */
export function shownSample(cell: string, field: CaseloadField | null): string {
  const short = cell.length > 24 ? `${cell.slice(0, 24)}…` : cell
  if (field !== null && !personal.has(field)) return short
  const shown = field === null ? ofNobody : (shownAs[field] ?? ((text) => masked(text)))
  return shown(short)
}

const ofNobody = (text: string) => byWord(text, anywhere)
const shownAs: Partial<Record<CaseloadField, (text: string) => string>> = {
  born: bornIn,
  postcode: (text) => (district(text) === '' ? masked(text) : `${district(text)} •••`),
  telephone: (text) => masked(text, areaFigures),
  reference: (text) => masked(text, Math.max(2, signs(text) - 3)),
  address: (text) => byWord(text, inAddresses),
  nextOfKin: ofNobody,
}

function signs(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

/** The first signs, then the shape. */
function masked(text: string, shown = 2): string {
  let seen = 0
  return text.replace(/[\p{L}\p{N}]/gu, (sign) => {
    seen += 1
    return seen <= shown ? sign : '•'
  })
}

/** “••/••/1955”: the year tells a birth from any other day. One that is a single number keeps its shape only. */
function bornIn(text: string): string {
  const numbers = text.match(/\d+/g) ?? []
  const year = numbers.find(({ length }) => length === 4) ?? numbers.at(-1)
  if (numbers.length < 2 || year === undefined) return masked(text)
  const at = text.lastIndexOf(year)
  return `${masked(text.slice(0, at), 0)}${year}${masked(text.slice(at + year.length), 0)}`
}

function byWord(text: string, known: ReadonlySet<string>): string {
  let first = true
  return text.replace(/[\p{L}\p{N}]+/gu, (word) => {
    if (known.has(word.toLowerCase())) return word
    const shown = first ? 2 : 0
    first = false
    return masked(word, shown)
  })
}
