import type { EpisodeRow } from './on-board.ts'

const sources: Record<string, string> = {
  GP: 'GP referral',
  Community: 'community referral',
  'Integrated crisis response': 'from crisis response',
}

/** "home from LRI Ward 17 after hip fracture"; who referred when it was not a hospital. '' when nothing is known. */
export function storyOf({ ward, source, reason }: Pick<EpisodeRow, 'ward' | 'source' | 'reason'>): string {
  const fromHospital = source !== null && /hospital/i.test(source)
  const why = reason === null ? '' : shortened(reason)
  if (ward !== null || fromHospital) return `home from ${ward ?? 'hospital'}${why ? ` after ${why}` : ''}`
  const who = source === null ? '' : (sources[source] ?? `referred by ${source}`)
  return [who, why].filter((part) => part !== '').join(': ')
}

/** Within a sentence: no second "after", no capital but an abbreviation’s. */
function shortened(reason: string): string {
  const short = reason
    .replace(/^hospital stay after /i, '')
    .replace(/ after a fall$/i, '')
    .replace(/, community referral$/i, '')
  return /^[A-Z]{2}/.test(short) ? short : `${short.charAt(0).toLowerCase()}${short.slice(1)}`
}
