/** How an alarm reaches its centre. Analogue lines end in January 2027: analogue is flagged. [seed] */
export const connections = ['digital line', 'SIM', 'analogue'] as const
export type Connection = (typeof connections)[number]
