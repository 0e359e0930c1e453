"""Indexing: choosing elements by number, slice, list and mask."""

# %% import
import torch

# %% grid
grid = torch.arange(12).reshape(3, 4)
print(grid)

# %% numbers
print(grid[1, 2])  # (1)!
print(grid[-1, -1])  # (2)!
print(grid[1])  # (3)!
print(grid[:, 1])  # (4)!

# %% slices
print(grid[1:])
print(grid[:, 1:3])  # (1)!
print(grid[::2, ::2])  # (2)!
print(grid[:, 2:99])  # (3)!

# %% images
images = torch.rand(8, 3, 28, 28)  # (N, C, H, W)
print(images[0, 0].shape)
print(images[:, 0].shape)
print(images[..., 0].shape)  # (1)!
print(images[1:, 2:, :, ::2].shape)

# %% axes
print(grid[1].shape)
print(grid[1:2].shape)  # (1)!
print(grid[None].shape, grid[:, None].shape)  # (2)!

# %% lists
print(grid[[2, 0]])
print(grid[:, [3, 0, 0]])  # (1)!
print(grid.index_select(1, torch.tensor([3, 0, 0])))  # (2)!

# %% pairs
rows = torch.tensor([0, 1, 2])
cols = torch.tensor([3, 0, 1])
print(grid[rows, cols])  # (1)!

# %% take
print(grid.take(torch.tensor([0, 5, 0])))  # (1)!

# %% mask
mask = grid > 6
print(mask)
print(grid[mask])  # (1)!
print(mask.sum())  # (2)!

# %% mask-methods
same_mask = grid.ge(7)  # (1)!
print(torch.equal(same_mask, mask))
print(torch.masked_select(grid, mask))  # (2)!

# %% mask-rows
even_start = grid[:, 0] % 8 == 0  # (N,)
print(even_start)
print(grid[even_start])  # (1)!

# %% nonzero
print(mask.nonzero())  # (1)!
where_row, where_col = mask.nonzero(as_tuple=True)  # (2)!
print(where_row, where_col)
print(grid[where_row, where_col])

# %% assign
board = torch.zeros(3, 4, dtype=torch.int64)
board[0] = 1
board[:, 3] = torch.tensor([7, 8, 9])  # (1)!
board[board == 0] = -1
board[[1, 2], [0, 1]] = 5  # (2)!
print(board)

# %% write-through
original = torch.arange(12).reshape(3, 4)
row = original[1]
row[0] = 40  # (1)!
copied = original[[2]]
copied[0, 0] = 80  # (2)!
print(original)


# %% shared-storage
def shares_storage(a, b):
    return a.untyped_storage().data_ptr() == b.untyped_storage().data_ptr()


print(shares_storage(grid, grid[1]))
print(shares_storage(grid, grid[:, 1::2]))
print(shares_storage(grid, grid[[1]]))
print(shares_storage(grid, grid[grid > 6]))

# %% how-a-view-reads
column = grid[:, 1]
print(column.storage_offset())  # (1)!
print(column.stride())  # (2)!

# %% flip
print(grid.flip(1))  # (1)!
print(grid.flip(0, 1)[0])

# %% lost-assignment
board = torch.zeros(3, 2)
board[[0, 2]][:, 1] = 1  # (1)!
print(board)

# %% lost-assignment-repaired
board[[0, 2], 1] = 1
print(board)

# %% pairs-not-block
print(grid[[0, 2], [1, 3]])  # (1)!
print(grid[[0, 2]][:, [1, 3]])  # (2)!

# %% block
rows = torch.tensor([0, 2])
cols = torch.tensor([1, 3])
print(grid[rows[:, None], cols])  # (2, 1) with (2,)

# %% repeated
labels = torch.tensor([0, 2, 2, 2])
counts = torch.zeros(3, dtype=torch.int64)
counts[labels] += 1
print(counts)  # (1)!

# %% repeated-repaired
counts = torch.zeros(3, dtype=torch.int64)
counts.index_add_(0, labels, torch.ones_like(labels))
print(counts)
print(torch.bincount(labels, minlength=3))  # (1)!

# %% integer-mask
keep = torch.tensor([0, 0, 1])
print(grid[keep])  # (1)!

# %% integer-mask-repaired
print(grid[keep.bool()])

# %% byte-mask warns=UserWarning
old_mask = torch.tensor([0, 0, 1], dtype=torch.uint8)
print(grid[old_mask])

# %% axis-moves
print(images[:, [0, 1], [5, 6]].shape)
print(images[:, [0, 1], :, [5, 6]].shape)  # (1)!


# %% label-scores-stub
def label_scores(scores, labels):  # (N, C), (N,) -> (N,)
    """The score that each row gives to its own label."""
    return scores[:, labels]


# %% label-scores-solution
def label_scores(scores, labels):  # (N, C), (N,) -> (N,)
    """The score that each row gives to its own label."""
    return scores[torch.arange(len(labels)), labels]


# %% label-scores-check fails-with=label-scores-stub
scores, labels = torch.rand(6, 4), torch.randint(0, 4, (6,))
expected = torch.stack([scores[i, labels[i]] for i in range(6)])
assert torch.equal(label_scores(scores, labels), expected)


# %% crop-stub
def crop(images, border):  # (N, C, H, W)
    """The images without `border` pixels on each of the four sides."""
    return images[..., border:-border, border:-border]


# %% crop-solution
def crop(images, border):  # (N, C, H, W)
    """The images without `border` pixels on each of the four sides."""
    height, width = images.shape[-2:]
    return images[..., border : height - border, border : width - border]


# %% crop-check fails-with=crop-stub
for border in (0, 1, 3):
    by_negative_padding = torch.nn.functional.pad(images, [-border] * 4)
    assert torch.equal(crop(images, border), by_negative_padding)


# %% checkerboard-stub
def checkerboard(size):
    """A (size, size) board of zeros and ones; the corner [0, 0] is 0."""
    board = torch.zeros(size, size, dtype=torch.int64)
    board[::2, ::2] = 1
    return board


# %% checkerboard-solution
def checkerboard(size):
    """A (size, size) board of zeros and ones; the corner [0, 0] is 0."""
    board = torch.zeros(size, size, dtype=torch.int64)
    board[::2, 1::2] = 1
    board[1::2, ::2] = 1
    return board


# %% checkerboard-check fails-with=checkerboard-stub
for size in (1, 2, 5, 8):
    place = torch.arange(size)
    expected = (place[:, None] + place) % 2
    assert torch.equal(checkerboard(size), expected)
