import { shortName } from './colleague.ts'

/** 'Priya S, Olu A' */
export function signedBy(names: readonly string[]): string {
  return names.map(shortName).join(', ')
}
