import type { CaseloadField } from '#lib/reablement/caseload-columns.ts'
import type { CaseloadFacts } from '#lib/reablement/caseload-facts.ts'
import { addDays, monthNames } from '#lib/reablement/dates.ts'
import type { LocalDate } from '#lib/reablement/dates.ts'
import { normaliseNhsNumber, showNhsNumber } from '#lib/reablement/nhs-number.ts'

/** How an export writes a caseload. */
export interface Shape {
  /** Each column's heading and what is in it; null: something Perch has no use for. */
  columns: [heading: string, field: CaseloadField | null][]
  separator: ',' | ';' | '\t'
  encoding: 'UTF-8' | 'UTF-8 with its mark' | 'Windows-1252'
  day: keyof typeof dayForms
  capitals: boolean
  nhsNumber: 'together' | 'spaced' | 'hyphens'
  postcode: 'together' | 'spaced'
  yesNo: [yes: string, no: string]
  lineEnd: '\n' | '\r\n'
  everythingQuoted: boolean
}

const month = (m: string) => monthNames[Number(m) - 1] ?? ''

/** Every way of writing a day that a file may come with; births in two figures of the year are people's over 18. */
export const dayForms = {
  '16/02/1955': (y: string, m: string, d: string) => `${d}/${m}/${y}`,
  '16/2/1955': (y: string, m: string, d: string) => `${String(Number(d))}/${String(Number(m))}/${y}`,
  '16.02.1955': (y: string, m: string, d: string) => `${d}.${m}.${y}`,
  '16-Feb-55': (y: string, m: string, d: string) => `${d}-${month(m).slice(0, 3)}-${y.slice(2)}`,
  '16 February 1955': (y: string, m: string, d: string) => `${String(Number(d))} ${month(m)} ${y}`,
  '16-FEB-1955 00:00': (y: string, m: string, d: string) =>
    `${d}-${month(m).slice(0, 3).toUpperCase()}-${y} 00:00`,
  '1955-02-16': (y: string, m: string, d: string) => `${y}-${m}-${d}`,
  '1955-02-16T00:00:00Z': (y: string, m: string, d: string) => `${y}-${m}-${d}T00:00:00Z`,
  '19550216': (y: string, m: string, d: string) => y + m + d,
}

const nameFields: readonly CaseloadField[] = ['forename', 'surname', 'knownAs', 'nextOfKin']
const dayFields: readonly CaseloadField[] = ['born', 'start', 'plannedEnd']

/** A caseload as an export of that shape writes it. */
export function writeCaseload(people: readonly CaseloadFacts[], shape: Shape): Uint8Array {
  const lines = people.map((facts) => shape.columns.map(([, field]) => written(facts, field, shape)))
  const all = [shape.columns.map(([heading]) => heading), ...lines]
  const quote = (cell: string) =>
    shape.everythingQuoted || /["\r\n,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const text = all.map((cells) => cells.map(quote).join(shape.separator) + shape.lineEnd).join('')
  if (shape.encoding === 'Windows-1252') return inWindows1252(text)
  return new TextEncoder().encode(shape.encoding === 'UTF-8' ? text : `\uFEFF${text}`)
}

function written(facts: CaseloadFacts, field: CaseloadField | null, shape: Shape): string {
  if (field === null) return 'x'
  const value = facts[field]
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? shape.yesNo[0] : shape.yesNo[1]
  const text = String(value)
  if (dayFields.includes(field)) {
    const [y = '', m = '', d = ''] = text.split('-')
    return dayForms[shape.day](y, m, d)
  }
  if (nameFields.includes(field)) return shape.capitals ? text.toUpperCase() : text
  if (field === 'postcode') return shape.postcode === 'together' ? text.replace(' ', '').toLowerCase() : text
  if (field !== 'nhsNumber' || shape.nhsNumber === 'together') return text
  return shape.nhsNumber === 'spaced' ? showNhsNumber(text) : showNhsNumber(text).replaceAll(' ', '-')
}

const windows: Record<string, number> = { '€': 0x80, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96 }

function inWindows1252(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text), (letter) => windows[letter] ?? letter.charCodeAt(0))
}

/** The shape of the messy export: other headings, semicolons, Windows-1252, days as 16-Feb-55, names in capitals. */
export const messyShape: Shape = {
  columns: [
    ['SU Ref', 'reference'],
    ['SURNAME', 'surname'],
    ['First Name(s)', 'forename'],
    ['Likes to be called', 'knownAs'],
    ['M/F', 'sex'],
    ['D.O.B.', 'born'],
    ['NHS No.', 'nhsNumber'],
    ['Home Address', 'address'],
    ['PostCode', 'postcode'],
    ['Home Tel', 'telephone'],
    ['Type of Service', 'kind'],
    ['Commenced', 'start'],
    ['Predicted End', 'plannedEnd'],
    ['Package', 'callsPerDay'],
    ['Mins', 'minutes'],
    ['No. of carers', 'carers'],
    ['Worker', null],
    ['Presenting need', 'reason'],
    ['First Language', 'language'],
    ['Lives Alone?', 'livesAlone'],
    ['NOK', 'nextOfKin'],
    ['NOK Relationship', 'relationship'],
  ],
  separator: ';',
  encoding: 'Windows-1252',
  day: '16-Feb-55',
  capitals: true,
  nhsNumber: 'spaced',
  postcode: 'together',
  yesNo: ['Y', 'N'],
  lineEnd: '\r\n',
  everythingQuoted: false,
}

/** Names that come back from capitals as they are written here. */
export const surnames =
  "Parmar,O'Dowd,MacDonald,van der Berg,Smith-Jones,McCoy,Müller,D'Souza,Mackie,de Souza,Chauhan,Lad,O’Hara,St John".split(
    ',',
  )
export const forenames = 'Dinesh,Zoë,Neville,Mary-Jane,Kamla,Jo,René,Ivy,Bernard,Edna,Asha,John Paul'.split(
  ',',
)
const reasons = [
  'Falls; unsteady on stairs',
  'Stroke, left side',
  'Said “can’t manage”',
  'Hip fracture',
  null,
]

/** The next valid NHS numbers of the range for invented people. */
export function inventedNhsNumber(count: number): string {
  const base = `999${String(count).padStart(6, '0')}`
  const found = Array.from({ length: 10 }, (_, digit) => `${base}${String(digit)}`).find(normaliseNhsNumber)
  return found ?? inventedNhsNumber(count + 500_000)
}

/** `count` invented people with every trouble of a real export among them, each time the same. */
export function messyPeople(count: number, from = 0): CaseloadFacts[] {
  const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T
  return Array.from({ length: count }, (_, place): CaseloadFacts => {
    const at = from + place
    const start: LocalDate = addDays('2026-10-12', at % 40)
    const forename = pick(forenames, at * 7)
    return {
      reference: `SU${String(40_000 + at)}`,
      ...{ forename, surname: pick(surnames, at), knownAs: at % 9 === 0 ? 'Maggie' : null },
      sex: at % 2 === 0 ? 'Female' : 'Male',
      born: addDays('1925-03-01', (at * 373) % 14_000),
      nhsNumber: at % 11 === 0 ? null : inventedNhsNumber(at),
      address: `${String(at + 1)} Mill Lane, Leicester`,
      postcode: `LE${String((at % 9) + 1)} ${String(at % 10)}ZZ`,
      telephone: `0116 496 0${String(100 + (at % 900))}`,
      kind: pick(['reablement', 'bridging', 'restart', 'crisis hand-over'] as const, at),
      start,
      plannedEnd: at % 5 === 0 ? null : addDays(start, 41),
      ...{ callsPerDay: (at % 4) + 1, minutes: pick([15, 30, 45], at), carers: (at % 2) + 1 },
      status: null,
      ...{ referralSource: null, ward: null, reason: pick(reasons, at) },
      language: pick(['English', 'Gujarati', 'Punjabi'], at),
      ...{ interpreter: null, livesAlone: pick([true, false, null], at), keySafe: null, pets: null },
      ...{ smokeAlarm: null, coAlarm: null },
      ...{ nextOfKin: at % 3 === 0 ? 'Pushpa Mistry' : null, relationship: at % 3 === 0 ? 'daughter' : null },
    }
  })
}
