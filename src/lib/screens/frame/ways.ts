import type { Colleague } from '#lib/reablement/colleague.ts'

/** One way to a screen: its address, what it is called, and how many wait there. */
export interface Way {
  href: string
  words: string
  /** Shown beside the words, with what is counted. */
  waiting?: { count: number; words: string }
}

/** Ways that belong together. */
export interface Ways {
  heading: string
  ways: Way[]
}

/** What of a colleague decides where they may go. */
type Going = Pick<Colleague, 'role' | 'team'>

/** The menu of every desk screen: all the ways a colleague has, by what they are for. */
export function waysOf(me: Going, checksDue: number): Ways[] {
  return [
    {
      heading: 'Today',
      ways: [
        { href: '/board', words: 'Board' },
        { href: '/huddle', words: 'Huddle' },
        { href: '/raise', words: 'Raise for the huddle' },
        { href: '/catch-up', words: 'Catch-up' },
      ],
    },
    {
      heading: 'Lists',
      ways: [
        { href: `/teams/${me.team}`, words: 'My team’s list' },
        { href: '/actions', words: 'Agreed actions' },
        ...listsOf(me, checksDue),
        { href: '/huddles', words: 'Past huddles' },
      ],
    },
    ...(leads(me) ? [{ heading: 'Files', ways: filesOf(me) }] : []),
    {
      heading: 'The service',
      ways: [
        { href: '/catalogue', words: 'Catalogue and kits' },
        { href: '/colleagues', words: 'Colleagues and screens' },
        ...(me.role === 'administrator'
          ? [
              { href: '/outbox', words: 'What leaves Perch' },
              { href: '/service-settings', words: 'Service settings' },
            ]
          : []),
      ],
    },
  ]
}

/** Of people before and after they are on the board. */
export function listsOf(me: Going, checksDue: number): Way[] {
  return [
    { href: '/referrals', words: 'Referrals' },
    { href: '/later-checks', words: 'Later checks', waiting: { count: checksDue, words: 'due' } },
    ...(leads(me) ? [{ href: '/outcomes', words: 'Outcomes' }] : []),
  ]
}

/** What comes in and goes out as files; theirs who lead. */
export function filesOf(me: Going): Way[] {
  if (!leads(me)) return []
  return [
    { href: '/caseload', words: 'Caseload file' },
    { href: '/exports', words: 'Exports' },
  ]
}

const leads = ({ role }: Going) => role === 'manager' || role === 'administrator'
