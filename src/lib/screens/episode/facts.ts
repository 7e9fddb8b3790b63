import { sayDate } from '#lib/reablement/dates.ts'
import type { EpisodeView } from '#lib/reablement/episode-view.ts'

export interface Fact {
  label: string
  value: string
  tone?: 'plain' | 'watch' | 'concern'
  /** A telephone number to ring. */
  href?: string
}

const unknown = 'not known'

function yesNo(value: boolean | null): string {
  return value === null ? unknown : value ? 'yes' : 'no'
}

/** Where they live and how to reach them. */
export function contactFacts({ address, postcode, telephone }: EpisodeView['contact']): Fact[] {
  const ring = telephone ? { href: `tel:${telephone.replace(/[^\d+]/g, '')}` } : {}
  return [
    { label: 'Address', value: [address, postcode].filter(Boolean).join(', ') || unknown },
    { label: 'Telephone', value: telephone ?? unknown, ...ring },
  ]
}

/** What a visitor should know of the home. No smoke alarm prompts a fire and rescue referral. [seed] */
export function homeFacts({ livesAlone, keySafe, pets, smokeAlarm, coAlarm }: EpisodeView['home']): Fact[] {
  const keySafeWords = keySafe ? 'fitted; its code is held in OneTouch' : keySafe === null ? unknown : 'none'
  return [
    { label: 'Lives alone', value: yesNo(livesAlone) },
    { label: 'Key safe', value: keySafeWords },
    smokeAlarm === false
      ? { label: 'Smoke alarm', value: '▲ none: refer to fire and rescue', tone: 'watch' }
      : { label: 'Smoke alarm', value: yesNo(smokeAlarm) },
    coAlarm === false
      ? { label: 'CO alarm', value: '▲ none', tone: 'watch' }
      : { label: 'CO alarm', value: yesNo(coAlarm) },
    { label: 'Pets', value: yesNo(pets) },
  ]
}

/** Language and who is close. */
export function peopleFacts({ needs, around }: EpisodeView): Fact[] {
  const { language, interpreter } = needs
  const { nextOfKin, relationship } = around
  return [
    { label: 'Next of kin', value: [nextOfKin, relationship].filter(Boolean).join(', ') || unknown },
    { label: 'Language', value: language ?? unknown },
    interpreter
      ? { label: 'Interpreter', value: '▲ needed', tone: 'watch' }
      : { label: 'Interpreter', value: interpreter === null ? unknown : 'not needed' },
  ]
}

/** How the stay came about. */
export function stayFacts({ header, cameFrom }: EpisodeView, today: string): Fact[] {
  const { kind, state, start, plannedEnd } = header
  const { source, ward, reason } = cameFrom
  return [
    { label: 'Kind', value: state === 'active' ? kind : `${kind}, ${state}` },
    { label: 'Came from', value: [source, ward].filter(Boolean).join(', ') || unknown },
    { label: 'Because of', value: reason ?? unknown },
    { label: 'First visit', value: sayDate(start) },
    endFact(plannedEnd, today),
  ]
}

function endFact(plannedEnd: string | null, today: string): Fact {
  const label = 'Planned end'
  if (!plannedEnd) return { label, value: 'not planned' }
  if (plannedEnd < today) return { label, value: `▲ ${sayDate(plannedEnd)}, passed`, tone: 'watch' }
  return { label, value: sayDate(plannedEnd) }
}
