import { z } from 'zod/mini'
import type { Measurement } from './measurement.ts'
import type { TeamCode } from './team.ts'

/** The kinds of action. The first three ask for an item: a request. `referral` asks another service. `task` is plain work. */
export const actionKinds = ['equipment', 'adaptation', 'care technology', 'referral', 'task'] as const
export type ActionKind = (typeof actionKinds)[number]

/** A request asks for an item: equipment, a minor adaptation or care technology. [seed] */
export function isRequest(kind: ActionKind): boolean {
  return kind !== 'task' && kind !== 'referral'
}

/** Delivery bands [choice]: SD same day, ND next working day, WD3/5/7 working days, INST fitting appointment, NS non-stock. */
export const bands = ['SD', 'ND', 'WD3', 'WD5', 'WD7', 'INST', 'NS'] as const
export const band = z.enum(bands)
export type Band = (typeof bands)[number]

/** Who may ask [choice]: P0 anyone … P3 OT with sign-off; CT care technology. */
export const tiers = ['P0', 'P1', 'P2', 'P3', 'CT'] as const
export type Tier = (typeof tiers)[number]

/** An item's name as an action's title: 'Grab rail, short (12-18 inch)' → 'Grab rail, short'. A pair stays a pair: it says how many come. */
export function itemTitle(name: string): string {
  return name.replace(/\s*\((?!pair\))[^)]*\)$/, '')
}

/** Something that can be agreed by name: a catalogue item, or a referral the service knows. */
export interface CatalogueItem {
  code: string
  name: string
  kind: ActionKind
  /** What staff type for it. */
  aliases: string[]
  band: Band
  /** Whose queue it goes to unless somebody says otherwise. */
  team: TeamCode
  /** What must be measured of it. */
  asks?: readonly Measurement[]
  /** Code of what must come before it; null: nothing. */
  first?: string | null
}
