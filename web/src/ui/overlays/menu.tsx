import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn.ts';
import { overlays } from './overlays.tsx';

const row =
  'flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-body text-ink outline-none select-none data-[disabled]:opacity-45 data-[highlighted]:bg-sunken';

/** A menu behind a button. */
export function Menu({
  trigger,
  children,
  align = 'end',
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'end';
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={overlays()}>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="rise z-60 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-lg border border-line bg-surface p-1.5 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** One thing to do. */
export function MenuItem({
  icon,
  children,
  onSelect,
  danger = false,
}: {
  icon?: ReactNode;
  children: ReactNode;
  onSelect: () => void;
  danger?: boolean;
}) {
  return (
    <Radix.Item className={cn(row, danger && 'text-coral')} onSelect={onSelect}>
      <span className="grid size-4 place-items-center" aria-hidden="true">
        {icon}
      </span>
      {children}
    </Radix.Item>
  );
}

/** One of several, with a heading. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly label: string; readonly lang?: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Radix.Group>
      <Radix.Label className="px-2.5 pt-2 pb-1 text-tiny font-medium text-ink-faint">{label}</Radix.Label>
      <Radix.RadioGroup
        value={value}
        onValueChange={(chosen) => {
          const option = options.find((known) => known.value === chosen);
          if (option !== undefined) onChange(option.value);
        }}
      >
        {options.map((option) => (
          <Radix.RadioItem key={option.value} value={option.value} className={row} lang={option.lang}>
            <span className="grid size-4 place-items-center" aria-hidden="true">
              <Radix.ItemIndicator>
                <Check className="size-4" />
              </Radix.ItemIndicator>
            </span>
            {option.label}
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </Radix.Group>
  );
}

/** A hairline between groups. */
export function MenuDivider() {
  return <Radix.Separator className="mx-2.5 my-1.5 h-px bg-line" />;
}
