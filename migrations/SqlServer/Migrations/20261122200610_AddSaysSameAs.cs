using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AddSaysSameAs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SaysSameAs",
                table: "Reports",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SaysSameAs",
                table: "Reports");
        }
    }
}
