import { landLease } from './landLease.ts';
import { ppa } from './ppa.ts';
import { sale } from './sale.ts';
import { subscription } from './subscription.ts';
import { surplusShare } from './surplusShare.ts';

/** The kinds of agreement that the suite ships. Add your own: `[...standardAgreementKinds, carbonCredit]`. */
export const standardAgreementKinds = [ppa, surplusShare, subscription, landLease, sale] as const;
