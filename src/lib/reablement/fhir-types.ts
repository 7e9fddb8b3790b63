/** As much of FHIR R4 (4.0.1) as we write. [std: hl7.org/fhir/R4] Days are YYYY-MM-DD, instants ISO UTC. */
export interface Coding {
  system: string
  code: string
  display?: string
}
export interface Concept {
  coding?: Coding[]
  text?: string
}
export interface Reference {
  reference?: string
  display?: string
}
export interface Identifier {
  system: string
  value: string
}
export interface Period {
  start?: string
  end?: string
}
export interface Annotation {
  authorString?: string
  time?: string
  text: string
}
export interface Extension {
  url: string
  valueBoolean?: boolean
  valueString?: string
  valueDate?: string
}

/** Any resource: its own fields stand in the builder of each. */
export type Resource = { resourceType: ResourceType; id: string } & Record<string, unknown>

/** What a bundle holds, in this order. */
export const resourceTypes = [
  'Patient',
  'EpisodeOfCare',
  'Goal',
  'ServiceRequest',
  'DeviceRequest',
  'Task',
  'Encounter',
] as const
export type ResourceType = (typeof resourceTypes)[number]

/** The address under which our own lists of codes stand: the service's own, "https://board.example.org". */
export type Base = string

/** Our ids as FHIR has them: letters, digits, hyphens and points. No id of ours has a point, so none becomes another's. */
export function idOut(id: string): string {
  return id.replaceAll('_', '.').slice(0, 64)
}

export function refTo(type: ResourceType, id: string): Reference {
  return { reference: `${type}/${idOut(id)}` }
}

/** Our own list of codes or numbers, for what has no national one. */
export function ours(base: Base, list: string): string {
  return `${base}/fhir/${list}`
}

/** Without what is not known: FHIR has no null, no empty text and no empty list. */
export function known<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const said = Object.entries(fields).filter(
    ([, value]) =>
      value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(said) as { [K in keyof T]?: NonNullable<T[K]> }
}

/** Facts with each text as FHIR may have it: its control characters and odd spaces as plain ones. [std: `string`] */
export function plainly<T>(facts: T): T {
  if (typeof facts === 'string') {
    const odd = /[^\S \r\n\t]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g
    return facts.replace(odd, ' ').trim() as T
  }
  if (Array.isArray(facts)) return facts.map(plainly) as T
  if (typeof facts !== 'object' || facts === null) return facts
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, plainly(value)])) as T
}

/** Without empty texts, lists and objects, however deep: FHIR has none of these. */
export function withoutEmpty<T>(thing: T): T {
  return (leftOf(thing) ?? {}) as T
}

function leftOf(thing: unknown): unknown {
  if (Array.isArray(thing)) {
    const all = thing.map(leftOf).filter((one) => one !== undefined)
    return all.length ? all : undefined
  }
  if (typeof thing !== 'object' || thing === null) return thing === '' || thing === null ? undefined : thing
  const all = Object.entries(thing).flatMap(([name, value]) => {
    const left = leftOf(value)
    return left === undefined ? [] : [[name, left] as const]
  })
  return all.length ? Object.fromEntries(all) : undefined
}
