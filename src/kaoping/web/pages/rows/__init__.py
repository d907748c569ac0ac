"""问题、事件、加扣分、评议、否决: lists of rows, and the form that adds or corrects one."""
