import type { LeftOut, Unmapped } from './cld.ts'

/** What goes out empty, in words: 'Gender: no checked code for “Other”, 1 episode'. */
export function sayUnmapped(unmapped: Unmapped): string {
  return `${unmapped.field}: ${sayUnmappedWhy(unmapped)}, ${sayEpisodes(unmapped.episodes)}`
}

/** 'no checked code for “Other”' */
export function sayUnmappedWhy({ value, why }: Unmapped): string {
  const words: Record<Unmapped['why'], string> = {
    'nothing entered': 'not filled in yet',
    'no verified code': `no checked code for “${value}”`,
    'not valid': 'what was filled in is not valid',
    'no end yet': 'they have not ended yet',
  }
  return words[why]
}

/** What has no row, in words: '12 episodes are not reablement'. */
export function sayLeftOut({ why, episodes }: LeftOut): string {
  const one = episodes === 1
  const words: Record<LeftOut['why'], string> = {
    'not reablement': one ? 'is not reablement' : 'are not reablement',
    'not started': one ? 'has not started' : 'have not started',
    'not in this quarter': one ? 'does not lie in this quarter' : 'do not lie in this quarter',
    'ended on a day nobody kept': 'ended on a day nobody kept',
  }
  return `${sayEpisodes(episodes)} ${words[why]}`
}

function sayEpisodes(episodes: number): string {
  return episodes === 1 ? '1 episode' : `${String(episodes)} episodes`
}
