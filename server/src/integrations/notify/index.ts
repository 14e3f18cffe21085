import type { Channel, TargetKind } from '../../notifications/ports.ts';
import { apprise } from './apprise.ts';
import { discord } from './discord.ts';
import { ntfy } from './ntfy.ts';
import { webhook } from './webhook.ts';

/** Every service that messages can be sent to. */
export const channels: Readonly<Record<TargetKind, Channel>> = { webhook, ntfy, discord, apprise };
