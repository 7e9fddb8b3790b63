import { bare } from './caseload-words.ts'

/**
 * The columns of the caseload file, as OneTouch or the case system exports it [seed], and how a heading is recognised.
 * `heading` is what the service's own file writes and what errors name; `synonyms` is what other exports call it.
 */
export const caseloadColumns = [
  {
    field: 'reference',
    heading: 'Client ref',
    required: true,
    synonyms: ['reference', 'client reference', 'client id', 'ref'],
  },
  {
    field: 'forename',
    heading: 'Forename',
    required: true,
    synonyms: ['first name', 'given name', 'forenames'],
  },
  { field: 'surname', heading: 'Surname', required: true, synonyms: ['last name', 'family name'] },
  {
    field: 'knownAs',
    heading: 'Known as',
    required: false,
    synonyms: ['preferred name', 'likes to be called'],
  },
  { field: 'sex', heading: 'Sex', required: false, synonyms: ['gender'] },
  { field: 'born', heading: 'Date of birth', required: true, synonyms: ['dob', 'birth date', 'born'] },
  { field: 'nhsNumber', heading: 'NHS number', required: false, synonyms: ['nhs no', 'nhs', 'nhs num'] },
  { field: 'address', heading: 'Address', required: false, synonyms: ['home address', 'address line 1'] },
  { field: 'postcode', heading: 'Postcode', required: false, synonyms: ['post code'] },
  {
    field: 'telephone',
    heading: 'Telephone',
    required: false,
    synonyms: ['phone', 'phone number', 'telephone number', 'tel', 'tel no'],
  },
  { field: 'kind', heading: 'Service type', required: true, synonyms: ['service', 'type of service'] },
  {
    field: 'start',
    heading: 'Start date',
    required: true,
    synonyms: ['start', 'service start', 'first visit'],
  },
  {
    field: 'plannedEnd',
    heading: 'Planned end',
    required: false,
    synonyms: ['planned end date', 'end date', 'expected end'],
  },
  {
    field: 'callsPerDay',
    heading: 'Calls per day',
    required: true,
    synonyms: ['calls a day', 'calls', 'visits per day'],
  },
  {
    field: 'minutes',
    heading: 'Minutes per call',
    required: false,
    synonyms: ['minutes', 'call length', 'minutes a call'],
  },
  {
    field: 'carers',
    heading: 'Carers',
    required: false,
    synonyms: ['carers per call', 'number of carers', 'staff'],
  },
  {
    field: 'referralSource',
    heading: 'Referral source',
    required: false,
    synonyms: ['referred by', 'source of referral'],
  },
  { field: 'ward', heading: 'Ward', required: false, synonyms: ['hospital ward'] },
  {
    field: 'reason',
    heading: 'Reason for referral',
    required: false,
    synonyms: ['reason', 'referral reason'],
  },
  {
    field: 'language',
    heading: 'Preferred language',
    required: false,
    synonyms: ['language', 'first language'],
  },
  {
    field: 'interpreter',
    heading: 'Interpreter needed',
    required: false,
    synonyms: ['interpreter', 'interpreter required'],
  },
  { field: 'livesAlone', heading: 'Lives alone', required: false, synonyms: ['living alone'] },
  { field: 'keySafe', heading: 'Key safe', required: false, synonyms: ['key safe fitted'] },
  { field: 'pets', heading: 'Pets', required: false, synonyms: ['pets at home'] },
  { field: 'smokeAlarm', heading: 'Smoke alarm', required: false, synonyms: ['smoke alarm fitted'] },
  { field: 'coAlarm', heading: 'CO alarm', required: false, synonyms: ['carbon monoxide alarm'] },
  { field: 'nextOfKin', heading: 'Next of kin', required: false, synonyms: ['nok', 'nok name'] },
  {
    field: 'relationship',
    heading: 'Relationship',
    required: false,
    synonyms: ['nok relationship', 'relation'],
  },
  {
    field: 'status',
    heading: 'Status',
    required: false,
    synonyms: ['referral status', 'episode status', 'service status'],
  },
] as const

export type CaseloadField = (typeof caseloadColumns)[number]['field']

/** What a file's heading line was understood as. */
export interface Columns {
  /** Where each recognised field stands, counted from 0. */
  recognised: Partial<Record<CaseloadField, number>>
  /** Headings of required fields the file does not have: without them it cannot be used. */
  missing: string[]
  /** Headings nothing is known about; their cells are left aside. */
  unknown: string[]
  /** Headings of a field an earlier heading already gave; the first is read. */
  repeated: string[]
  /** How many cells a line must have. */
  width: number
  /** What the file itself calls each field, for whoever has to correct it. */
  headings?: Partial<Record<CaseloadField, string>>
}

const byHeading = new Map<string, CaseloadField>(
  caseloadColumns.flatMap(({ field, heading, synonyms }) =>
    [heading, ...synonyms].map((name): [string, CaseloadField] => [bare(name), field]),
  ),
)

/** Recognises headings whatever their case, spaces and punctuation. Empty headings at the end count towards nothing. */
export function recogniseColumns(headings: readonly string[]): Columns {
  const columns: Columns = { recognised: {}, missing: [], unknown: [], repeated: [], width: headings.length }
  while (columns.width > 0 && !bare(headings[columns.width - 1] ?? '')) columns.width--
  headings.slice(0, columns.width).forEach((heading, place) => {
    const field = byHeading.get(bare(heading))
    if (!field) columns.unknown.push(heading.trim())
    else if (columns.recognised[field] !== undefined) columns.repeated.push(heading.trim())
    else columns.recognised[field] = place
  })
  const lacking = caseloadColumns.filter(
    ({ field, required }) => required && columns.recognised[field] === undefined,
  )
  columns.missing = lacking.map(({ heading }) => heading)
  return columns
}

/** The heading errors and previews name a field by. */
export function headingOf(field: CaseloadField): string {
  return caseloadColumns.find((column) => column.field === field)?.heading ?? field
}
