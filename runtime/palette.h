#pragma once

namespace runtime {

// Whether the palette that Qt has from the desktop has light text on dark ground.
bool isPaletteDark();

// Of menus, dialogs and everything else that Qt draws. Light is the desktop's own palette.
void useDarkPalette(bool dark);

}  // namespace runtime
