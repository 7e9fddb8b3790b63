import { describe, expect, test } from 'vitest'
import { filesOf, listsOf, waysOf } from './ways.ts'

const colleague = { role: 'colleague', team: 'OT' } as const
const manager = { role: 'manager', team: 'RP' } as const
const administrator = { role: 'administrator', team: 'RP' } as const
const addresses = (me: Parameters<typeof waysOf>[0]) =>
  waysOf(me, 0).flatMap(({ ways }) => ways.map(({ href }) => href))

describe('where a colleague may go from any screen', () => {
  test('everybody finds the lists, and their own team’s', () => {
    expect(addresses(colleague)).toEqual(
      expect.arrayContaining(['/raise', '/referrals', '/later-checks', '/actions', '/teams/OT']),
    )
  })

  test('outcomes, the caseload file and exports are offered to those who lead only', () => {
    const theirs = ['/outcomes', '/caseload', '/exports']
    expect(addresses(colleague).filter((href) => theirs.includes(href))).toEqual([])
    expect(addresses(manager)).toEqual(expect.arrayContaining(theirs))
    expect(addresses(manager)).not.toContain('/service-settings')
    expect(addresses(administrator)).toEqual(expect.arrayContaining([...theirs, '/service-settings']))
  })

  test('no way stands twice, and no heading over nothing', () => {
    for (const me of [colleague, manager, administrator]) {
      expect(new Set(addresses(me)).size).toBe(addresses(me).length)
      expect(waysOf(me, 0).filter(({ ways }) => ways.length === 0)).toEqual([])
    }
  })

  test('how many later checks are due stands with them', () => {
    expect(listsOf(colleague, 3)).toContainEqual({
      ...{ href: '/later-checks', words: 'Later checks' },
      waiting: { count: 3, words: 'due' },
    })
    expect(filesOf(colleague)).toEqual([])
  })
})
